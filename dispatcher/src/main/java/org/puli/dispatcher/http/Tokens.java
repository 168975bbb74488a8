package org.puli.dispatcher.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The farm's two keys: one for people who steer it, one with which workers enroll. Only their hashes are kept in
 * memory, and those are compared in constant time.
 */
public final class Tokens {
    private static final int TOKEN_BYTES = 32;
    private static final int LEAST_LENGTH = 20;

    /** What the bearer of a token may do. */
    public enum Role {
        /** Everything. */
        ADMIN,
        /** Everything in one's own name; where owners are known, no job of anybody else. */
        USER,
        /** Link up as a worker and send logs. */
        WORKER
    }

    private final byte @Nullable [] admin;
    private final byte @Nullable [] worker;
    private final PersonalTokens people;

    /**
     * Whoever shows a token.
     *
     * @param name who that is; null where a token does not say
     */
    record Bearer(Role role, @Nullable String name) {}

    private Tokens(byte @Nullable [] admin, byte @Nullable [] worker, PersonalTokens people) {
        this.admin = admin;
        this.worker = worker;
        this.people = people;
    }

    /** The file of a role's token below the data folder. */
    public static Path file(Path data, Role role) {
        return data.resolve(role == Role.ADMIN ? "admin.token" : "worker.token");
    }

    /**
     * The tokens of a data folder.
     *
     * @param make whether to make those that are missing; else a missing one lets nobody in
     * @throws IOException when one cannot be read or made, is too short, or may be read by others
     */
    public static Tokens of(Path data, boolean make) throws IOException {
        return new Tokens(
                hashOf(file(data, Role.ADMIN), make), hashOf(file(data, Role.WORKER), make), new PersonalTokens(data));
    }

    private static byte @Nullable [] hashOf(Path file, boolean make) throws IOException {
        if (Files.notExists(file)) {
            if (!make) {
                return null;
            }
            write(file, draw());
        }
        return hashOf(file);
    }

    /** The hash of the token in a file. */
    static byte[] hashOf(Path file) throws IOException {
        String token = Files.readString(file).strip();
        if (token.length() < LEAST_LENGTH) {
            throw new IOException("the token in " + file + " has fewer than " + LEAST_LENGTH
                    + " characters; delete the file to have a new one made");
        }
        if (isOpenToOthers(file)) {
            throw new IOException("others than its owner may read or change " + file + "; run: chmod 600 " + file);
        }
        return hash(token);
    }

    private static boolean isOpenToOthers(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).stream()
                .anyMatch(permission -> !permission.name().startsWith("OWNER"));
    }

    private static void write(Path file, String token) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token + "\n", StandardOpenOption.WRITE);
    }

    private static String draw() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What the bearer of this token may do; null when it is none of ours. */
    @Nullable
    Role findRole(String token) {
        byte[] hash = hash(token);
        boolean isAdmin = admin != null && MessageDigest.isEqual(hash, admin);
        boolean isWorker = worker != null && MessageDigest.isEqual(hash, worker);
        if (isAdmin) {
            return Role.ADMIN;
        }
        return isWorker ? Role.WORKER : null;
    }

    /** Who shows this token; null when it is none of ours. */
    @Nullable
    Bearer findBearer(String token) {
        Role role = findRole(token);
        if (role != null) {
            return new Bearer(role, null);
        }
        String name = people.findName(hash(token));
        return name == null ? null : new Bearer(Role.USER, name);
    }
}
