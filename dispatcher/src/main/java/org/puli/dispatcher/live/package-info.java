/**
 * What is shown: the newest view of everything, and those who watch. Filled by the store's thread, read by all. Uses
 * the view records and implements the ring's sink.
 */
@NullMarked
package org.puli.dispatcher.live;

import org.jspecify.annotations.NullMarked;
