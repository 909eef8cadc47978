FROM node:24-alpine AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY client/package.json client/
# What the service needs beside the package: without it the last step here would leave that out, too.
COPY service/package.json service/
# The only install script that matters brings a Node along, which the image has.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY src src
RUN node node_modules/@nestjs/cli/bin/nest.js build \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-alpine
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD wget -qO /dev/null "http://127.0.0.1:$PORT/livez" || exit 1
CMD ["node", "dist/main.js"]
