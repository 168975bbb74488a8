package org.puli.api.json;

import org.jspecify.annotations.Nullable;

/**
 * What a document that leaves them out gets.
 *
 * @param owner whose job it is
 * @param workingDirectory absolute folder; null leaves each attempt in its scratch folder
 */
public record JobDefaults(String owner, @Nullable String workingDirectory) {}
