/**
 * Questions about history, answered from SQL. A few platform threads of its own do the reading; whoever asks waits.
 * Uses JDBC, read-only.
 */
@NullMarked
package org.puli.dispatcher.stats;

import org.jspecify.annotations.NullMarked;
