/**
 * The verbs of single commands: list, show, log. Run on the main thread. Use FarmClient, shared and picocli.
 */
@NullMarked
package org.puli.cli.command;

import org.jspecify.annotations.NullMarked;
