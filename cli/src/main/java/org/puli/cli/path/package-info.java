/**
 * The verbs of path rules. Run on the main thread. Use FarmClient, shared and picocli.
 */
@NullMarked
package org.puli.cli.path;

import org.jspecify.annotations.NullMarked;
