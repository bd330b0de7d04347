FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json .editorconfig Directory.Build.props Directory.Packages.props ./
COPY src/TaskTracker.Rules/TaskTracker.Rules.csproj src/TaskTracker.Rules/
COPY src/TaskTracker.Domain/TaskTracker.Domain.csproj src/TaskTracker.Domain/
COPY src/TaskTracker.Seams/TaskTracker.Seams.csproj src/TaskTracker.Seams/
COPY src/TaskTracker/TaskTracker.csproj src/TaskTracker/
RUN dotnet restore src/TaskTracker
COPY src src
COPY rules rules
RUN dotnet publish src/TaskTracker -c Release --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
VOLUME /data
ENTRYPOINT ["./tasktracker"]
CMD ["serve", "--data", "/data"]
