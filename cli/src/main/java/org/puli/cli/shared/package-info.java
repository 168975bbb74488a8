/**
 * What all verbs of the command line share: which farm, how to print, what exit codes mean. Runs on the main thread.
 * Uses FarmClient, settings and picocli.
 */
@NullMarked
package org.puli.cli.shared;

import org.jspecify.annotations.NullMarked;
