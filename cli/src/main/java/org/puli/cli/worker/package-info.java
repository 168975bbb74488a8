/**
 * The verbs of workers: list, show, and those that steer and change workers. Run on the main thread. Use FarmClient,
 * shared and picocli.
 */
@NullMarked
package org.puli.cli.worker;

import org.jspecify.annotations.NullMarked;
