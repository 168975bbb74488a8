package org.puli.cli.tls;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.tls.Certificates;
import org.puli.api.tls.SiteAuthority;
import org.puli.api.tls.TlsProblem;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a site's authority and a certificate for its dispatcher. */
@Command(
        name = "create",
        description = {
            "Makes an authority of the site's own and a certificate for its dispatcher, signed by it.",
            "Where there is an authority already, only the certificate is made anew: that is how it is renewed."
                    + " A running dispatcher takes it over by itself, and nobody who trusts the authority notices."
        })
final class TlsCreate implements Callable<Integer> {
    private static final int MOST_DAYS = 36_500;
    private static final int AUTHORITY_DAYS = 3_650;

    /** Clocks of a site differ by some minutes. */
    private static final Duration EARLIER = Duration.ofHours(1);

    @Parameters(
            arity = "1..100",
            paramLabel = "NAME",
            description =
                    "Names and addresses under which the dispatcher is reached, as farm, farm.studio.lan, 10.0.0.5.")
    private List<String> names = List.of();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where the files are put (default ~/.config/puli/tls).")
    private @Nullable Path folder;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "825",
            description =
                    "How long the certificate is valid, 1 to 36500 (default 825). A new authority is valid for ten"
                            + " years, or as long if that is longer.")
    private int days;

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        if (days < 1 || days > MOST_DAYS) {
            throw new BadInput("--days is " + days + "; it has to be from 1 to " + MOST_DAYS);
        }
        SiteFolder site = new SiteFolder(
                folder == null ? usualFolder() : folder.toAbsolutePath().normalize());
        try {
            make(site, Given.value(verb).commandLine().getOut());
            return ExitCodes.DONE;
        } catch (IllegalArgumentException | TlsProblem e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("nothing was made in " + site.folder() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCodes.FAILED;
        }
    }

    private static Path usualFolder() {
        return Path.of(System.getProperty("user.home"), ".config", "puli", "tls");
    }

    private void make(SiteFolder site, PrintWriter out) throws IOException, InterruptedException {
        Instant from = Instant.now().minus(EARLIER);
        boolean isRenewal = site.hasAuthority();
        SiteAuthority authority = isRenewal
                ? site.readAuthority()
                : SiteAuthority.create("Puli site authority", from, Math.max(days, AUTHORITY_DAYS));
        if (Certificates.left(authority.certificate()).compareTo(Duration.ofDays(days)) < 0) {
            throw new BadInput("the authority in " + site.authority() + " itself is valid only until "
                    + Certificates.until(authority.certificate())
                    + "; ask for fewer --days, or make a new one in another --folder");
        }
        SiteAuthority.Issued issued = authority.issue(names, from, days);
        if (!isRenewal) {
            site.write(authority);
        }
        site.write(issued);
        tell(site, issued, isRenewal, out);
    }

    private void tell(SiteFolder site, SiteAuthority.Issued issued, boolean isRenewal, PrintWriter out) {
        out.println((isRenewal ? "A new certificate" : "An authority and a certificate") + " for "
                + String.join(", ", names) + ", valid until " + Certificates.until(issued.certificate()));
        String words = """

                For the dispatcher (puli.yaml); the key is for its user alone:
                  dispatcher:
                    tls:
                      certificate: %s
                      key: %s
                For workers and people; copy this one file to their machines:
                  tls:
                    ca: %s
                Keep %s where nobody else gets at it: whoever has it can pass for the dispatcher.
                """;
        out.printf(words, site.certificate(), site.key(), site.authority(), site.authorityKey());
    }
}
