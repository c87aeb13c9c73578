/** The program: which services there are, and how a process starts with some of them. */
@NullMarked
package app.atelier;

import org.jspecify.annotations.NullMarked;
