/** The audit log: who did what to what, from where, and that nobody changed it since. */
@NullMarked
package app.atelier.users.audit;

import org.jspecify.annotations.NullMarked;
