/**
 * Looks for files that jobs wait for, and never makes the worker wait for a disk that does not answer. What is looked
 * for belongs to the worker's loop; the looks themselves run on threads of their own. Uses files.
 */
@NullMarked
package org.puli.worker.storage;

import org.jspecify.annotations.NullMarked;
