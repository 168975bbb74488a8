package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.tls.Certificates;
import org.puli.api.tls.Pem;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsCreateTest {
    @TempDir
    private Path folder;

    private Path site() {
        return folder.resolve("tls");
    }

    private FixedFarm.Ran create(String... names) {
        String[] line = new String[names.length + 4];
        line[0] = "tls";
        line[1] = "create";
        System.arraycopy(names, 0, line, 2, names.length);
        line[names.length + 2] = "--folder";
        line[names.length + 3] = site().toString();
        return FixedFarm.alone(line);
    }

    private X509Certificate certificate(String name) {
        return Pem.certificates(site().resolve(name)).getFirst();
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(site().resolve(name)));
    }

    @Test
    void anAuthorityAndACertificateAreMadeInOneStep() throws Exception {
        var ran = create("farm.studio.lan", "10.0.0.5", "fd00:0:0:0:0:0:0:5");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("valid until 20", site().resolve("dispatcher.pem").toString(), "ca:", "ca-key.pem");
        X509Certificate authority = certificate("ca.pem");
        X509Certificate own = certificate("dispatcher.pem");
        own.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints())
                .as("signs for nobody in between")
                .isZero();
        assertThat(own.getBasicConstraints()).as("signs nothing").isEqualTo(-1);
        assertThat(Certificates.names(own)).containsExactly("farm.studio.lan", "10.0.0.5", "fd00:0:0:0:0:0:0:5");
        assertThat(Certificates.left(own)).isBetween(Duration.ofDays(823), Duration.ofDays(825));
        assertThat(Pem.key(site().resolve("dispatcher-key.pem")).getAlgorithm()).isEqualTo("EC");
        assertThat(permissions("ca-key.pem")).isEqualTo("rw-------");
        assertThat(permissions("dispatcher-key.pem")).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(site())))
                .isEqualTo("rwx------");
        assertThat(site().toFile().list()).hasSize(4);
    }

    @Test
    void aSecondTimeRenewsTheCertificateAndKeepsTheAuthority() throws Exception {
        assertThat(create("farm").code()).isZero();
        X509Certificate authority = certificate("ca.pem");
        X509Certificate first = certificate("dispatcher.pem");
        var ran = create("farm", "farm.studio.lan", "--days", "30");
        assertThat(ran.out()).contains("A new certificate for farm, farm.studio.lan");
        assertThat(certificate("ca.pem")).isEqualTo(authority);
        assertThat(certificate("dispatcher.pem")).isNotEqualTo(first);
        certificate("dispatcher.pem").verify(authority.getPublicKey());
        var longer = create("farm", "--days", "9000");
        assertThat(longer.code()).isEqualTo(2);
        assertThat(longer.err()).contains("itself is valid only until", "--days");
        Files.delete(site().resolve("ca-key.pem"));
        assertThat(create("farm").err()).contains("only one is there");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "farm,dns:evil|neither the name of a machine",
                "a b|neither the name of a machine",
                "10.0.0.500.|neither the name of a machine",
                "farm --days 0|from 1 to 36500",
                "farm --days 36501|from 1 to 36500"
            })
    void whatIsNoNameAndNoNumberOfDaysIsRefusedAndNothingIsMade(String words, String said) {
        var ran = create(words.contains("--days") ? words.split(" ") : new String[] {words});
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(said);
        assertThat(site()).doesNotExist();
    }

    @Test
    void someNameIsNeeded() {
        assertThat(create().err()).contains("NAME");
    }
}
