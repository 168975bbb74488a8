/**
 * How one talks to the worker of this very machine without a dispatcher or a token: one request and one answer, a line
 * of JSON each, over a Unix domain socket that only the worker's own user and root can open. Safe on every thread.
 */
@NullMarked
package org.puli.api.local;

import org.jspecify.annotations.NullMarked;
