/**
 * The protocol over HTTP and WebSocket: reads and checks what comes in, asks the ring or looks at views, writes
 * answers. Virtual threads, one request each. Uses Javalin, the ring's ways in, live and stats.
 */
@NullMarked
package org.puli.dispatcher.http;

import org.jspecify.annotations.NullMarked;
