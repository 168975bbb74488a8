/**
 * The door for whoever sits at the machine: a Unix domain socket in the worker's data folder. One thread of its own,
 * which no caller can keep busy. Uses the files and sockets of this machine alone.
 */
@NullMarked
package org.puli.worker.control;

import org.jspecify.annotations.NullMarked;
