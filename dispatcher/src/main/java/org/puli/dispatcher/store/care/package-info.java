/**
 * What is done to a whole database beside the ring: looked at, copied, kept as a backup, brought back, emptied. It
 * knows tables by what the database itself says of them, so that a new one needs nothing here. No dispatcher may write
 * meanwhile, unless it says so.
 */
@NullMarked
package org.puli.dispatcher.store.care;

import org.jspecify.annotations.NullMarked;
