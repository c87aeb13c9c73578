/** What happened, for people to read. */
@NullMarked
package app.atelier.collaboration.activity;

import org.jspecify.annotations.NullMarked;
