/**
 * Certificates, private keys and whom to trust, in PEM files: the same for dispatcher, workers and command line. Uses
 * the JDK alone.
 */
@NullMarked
package org.puli.api.tls;

import org.jspecify.annotations.NullMarked;
