/**
 * The names and numbers that identify things on a farm. Immutable values, safe on every thread. Uses the JDK only.
 */
@NullMarked
package org.puli.api;

import org.jspecify.annotations.NullMarked;
