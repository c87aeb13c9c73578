/** The live connection: journal entries as they happen, over WebSocket. */
@NullMarked
package app.atelier.collaboration.realtime;

import org.jspecify.annotations.NullMarked;
