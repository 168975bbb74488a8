/**
 * The dispatcher's program: reads settings, builds the ring in its order, starts and stops it. Runs on the main thread.
 * Uses every room of this module.
 */
@NullMarked
package org.puli.dispatcher;

import org.jspecify.annotations.NullMarked;
