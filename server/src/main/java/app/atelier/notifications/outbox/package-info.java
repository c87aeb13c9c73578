/** Shows captured mail to whoever sits at the machine. */
@NullMarked
package app.atelier.notifications.outbox;

import org.jspecify.annotations.NullMarked;
