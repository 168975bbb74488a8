/**
 * The verbs of the audit: list. Run on the main thread. Use FarmClient, shared and picocli.
 */
@NullMarked
package org.puli.cli.audit;

import org.jspecify.annotations.NullMarked;
