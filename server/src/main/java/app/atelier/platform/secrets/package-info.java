/** Secrets at rest: sealed with the installation's master key. */
@NullMarked
package app.atelier.platform.secrets;

import org.jspecify.annotations.NullMarked;
