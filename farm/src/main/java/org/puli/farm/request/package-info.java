/**
 * What the loop can be asked. Immutable records, made on any thread. Uses api only.
 */
@NullMarked
package org.puli.farm.request;

import org.jspecify.annotations.NullMarked;
