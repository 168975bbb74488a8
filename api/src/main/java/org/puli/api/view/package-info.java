/**
 * What is shown of a farm. Immutable records made by the dispatcher's loop, safe on every thread. Uses the JDK, the
 * ids and Jackson's annotations.
 */
@NullMarked
package org.puli.api.view;

import org.jspecify.annotations.NullMarked;
