/**
 * The daemon on a render node: its loop, its settings and its wiring. The loop runs on the thread "worker". Uses the
 * rooms run, host, outbox and link, and the words of api.
 */
@NullMarked
package org.puli.worker;

import org.jspecify.annotations.NullMarked;
