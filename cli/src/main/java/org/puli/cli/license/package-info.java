/**
 * The verbs of licenses: list and set. Run on the main thread. Use FarmClient, shared and picocli.
 */
@NullMarked
package org.puli.cli.license;

import org.jspecify.annotations.NullMarked;
