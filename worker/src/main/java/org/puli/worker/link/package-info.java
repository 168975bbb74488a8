/**
 * The worker's way to the dispatcher: one WebSocket for reports and orders, and HTTP requests for logs. Threads of its
 * own do the waiting; nothing here blocks the worker's loop. Uses java.net.http and the sync records.
 */
@NullMarked
package org.puli.worker.link;

import org.jspecify.annotations.NullMarked;
