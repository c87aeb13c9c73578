/** Tasks: their rules, their order, and the board. */
@NullMarked
package app.atelier.projects.tasks;

import org.jspecify.annotations.NullMarked;
