/**
 * The command line's client commands: each signs in to the running server through the secret in its data folder and
 * then speaks the public API, as any client does. It knows no service and no database.
 */
@NullMarked
package app.atelier.cli;

import org.jspecify.annotations.NullMarked;
