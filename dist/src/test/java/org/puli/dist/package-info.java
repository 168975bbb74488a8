/**
 * Tests of the whole: the borders between rooms, the tidiness of the source, and the programs as they ship. They run on
 * the test's thread and start real processes. They may use everything.
 */
@NullMarked
package org.puli.dist;

import org.jspecify.annotations.NullMarked;
