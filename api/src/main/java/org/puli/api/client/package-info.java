/**
 * The HTTP client that the command line and tools use. Blocking calls on the caller's thread. Uses java.net.http and
 * the records of this module.
 */
@NullMarked
package org.puli.api.client;

import org.jspecify.annotations.NullMarked;
