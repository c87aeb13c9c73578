/** Notices: what concerns a person, made from the journal, read in the inbox. */
@NullMarked
package app.atelier.notifications.notices;

import org.jspecify.annotations.NullMarked;
