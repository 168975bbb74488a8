/**
 * The ring: requests in, batches out, nothing released before it is stored. The loop runs on the thread "dispatcher",
 * the writer on the thread "store"; both are passive objects. Uses the farm module and nothing else of this module.
 */
@NullMarked
package org.puli.dispatcher.loop;

import org.jspecify.annotations.NullMarked;
