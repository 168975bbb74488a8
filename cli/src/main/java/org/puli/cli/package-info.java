/**
 * The command line as a whole: the first word, help, completion, exit codes. Runs on the main thread. Uses the verbs'
 * packages, shared and picocli.
 */
@NullMarked
package org.puli.cli;

import org.jspecify.annotations.NullMarked;
