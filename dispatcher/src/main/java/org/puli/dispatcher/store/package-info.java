/**
 * Rows to SQL and back. Runs on the starting thread and then on the thread "store". Uses JDBC, Flyway and the rows of
 * the farm; implements {@link org.puli.dispatcher.loop.FarmStore}.
 */
@NullMarked
package org.puli.dispatcher.store;

import org.jspecify.annotations.NullMarked;
