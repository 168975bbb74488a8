/**
 * What is stored: the current row of every entity. Immutable records, made by the loop and written by the store's
 * thread. Uses api only.
 */
@NullMarked
package org.puli.farm.row;

import org.jspecify.annotations.NullMarked;
