/**
 * Everything that can ever happen to a farm. Immutable records, made and applied by the loop.
 * Uses api and the row of the audit.
 */
@NullMarked
package org.puli.farm.change;

import org.jspecify.annotations.NullMarked;
