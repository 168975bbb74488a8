/**
 * The logs of attempts after they are written: cut while they grow too long, kept or removed, moved to a shared folder,
 * read and searched. Programs write their logs by themselves, so nothing here ever stands between a program and its
 * output. Uses files, and one call of the C library.
 */
@NullMarked
package org.puli.worker.logs;

import org.jspecify.annotations.NullMarked;
