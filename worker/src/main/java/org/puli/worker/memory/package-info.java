/**
 * When memory is too much, of one command or of all: rules over figures, and where the machine's figures are read. Used
 * by the package run, on one thread at a time. Uses the JDK and the words that everyone shares.
 */
@NullMarked
package org.puli.worker.memory;

import org.jspecify.annotations.NullMarked;
