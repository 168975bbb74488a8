/**
 * Small files that are written and forgotten all day, used again instead of being deleted. Knows nothing of the farm.
 */
@NullMarked
package org.puli.worker.spare;

import org.jspecify.annotations.NullMarked;
