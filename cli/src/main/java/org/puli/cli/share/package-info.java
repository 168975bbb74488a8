/**
 * The verbs of shares. Run on the main thread. Use FarmClient, shared and picocli.
 */
@NullMarked
package org.puli.cli.share;

import org.jspecify.annotations.NullMarked;
