# The runtime image of Flightplan: what a cluster starts for tasks with code.
#
# One static binary on nothing, with the certificates for TLS. It needs no writable file system and no privileges:
#
#     docker build -t flightplan:0.1.0 .

FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev ca-certificates
WORKDIR /source
COPY . .
# Without a table of relocations, for size. With the target named, because the flags would break procedural macros, which are built for the host.
RUN target=$(rustc -vV | sed -n 's/^host: //p') \
    && RUSTFLAGS="-C relocation-model=static" cargo build --profile dist --locked --bin flightplan --target "$target" \
    && mv "target/$target/dist/flightplan" /flightplan

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /flightplan /usr/local/bin/flightplan
ENV PATH=/usr/local/bin SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
USER 65532:65532
ENTRYPOINT ["flightplan"]
