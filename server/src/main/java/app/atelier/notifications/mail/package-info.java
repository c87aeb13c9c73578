/** Mail: written into a queue with what caused it, sent by a worker, captured where no server is configured. */
@NullMarked
package app.atelier.notifications.mail;

import org.jspecify.annotations.NullMarked;
