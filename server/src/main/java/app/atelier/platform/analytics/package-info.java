/** The analytical store: where facts are loaded once and asked in bulk. */
@NullMarked
package app.atelier.platform.analytics;

import org.jspecify.annotations.NullMarked;
