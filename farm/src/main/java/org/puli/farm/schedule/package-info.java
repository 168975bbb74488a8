/**
 * Which command starts where. Called by the loop at the end of a turn. Reads the farm's entities and keeps an index
 * of its own.
 */
@NullMarked
package org.puli.farm.schedule;

import org.jspecify.annotations.NullMarked;
