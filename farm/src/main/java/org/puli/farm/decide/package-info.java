/**
 * What a request leads to: changes and an answer. Pure functions of farm, request and time, called by the loop. Uses
 * the farm's entities for reading only.
 */
@NullMarked
package org.puli.farm.decide;

import org.jspecify.annotations.NullMarked;
