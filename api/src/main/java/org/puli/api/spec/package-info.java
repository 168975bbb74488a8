/**
 * What somebody asked for, kept as it was given. Immutable records, safe on every thread. Uses the JDK, the ids and
 * Jackson's annotations.
 */
@NullMarked
package org.puli.api.spec;

import org.jspecify.annotations.NullMarked;
