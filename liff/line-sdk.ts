import liff from "@line/liff/core";
import GetIDToken from "@line/liff/get-id-token";
import IsInClient from "@line/liff/is-in-client";
import IsLoggedIn from "@line/liff/is-logged-in";
import Login from "@line/liff/login";
import Logout from "@line/liff/logout";

// Only what this page calls: the whole SDK weighs more than the form.
for (const part of [new GetIDToken(), new IsInClient(), new IsLoggedIn(), new Login(), new Logout()]) liff.use(part);

export { liff };
