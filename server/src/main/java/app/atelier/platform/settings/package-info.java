/** Settings: which names there are, and what is wrong with a value, said in one sentence before anything starts. */
@NullMarked
package app.atelier.platform.settings;

import org.jspecify.annotations.NullMarked;
