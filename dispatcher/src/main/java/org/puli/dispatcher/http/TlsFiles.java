package org.puli.dispatcher.http;

import java.nio.file.Path;

/**
 * With what the dispatcher shows who it is.
 *
 * @param certificate PEM file of its certificate, followed by those of the authorities between it and the one that
 *     clients trust
 * @param key PEM file of the private key of that certificate, without a password
 */
public record TlsFiles(Path certificate, Path key) {}
